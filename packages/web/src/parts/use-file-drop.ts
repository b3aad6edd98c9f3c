import { useEffect, useRef, useState } from "react";
import type { NamedBytes } from "../session/session.js";
import { type DroppedFile, droppedFiles } from "./dropped-files.js";

/** Files of a form, read whole. */
export function readFiles(files: Iterable<File>): Promise<NamedBytes[]> {
	return readAll(Array.from(files, (file) => ({ path: file.name, file })));
}

function readAll(files: readonly DroppedFile[]): Promise<NamedBytes[]> {
	return Promise.all(
		files.map(async ({ path, file }) => ({
			name: path,
			bytes: new Uint8Array(await file.arrayBuffer()),
		})),
	);
}

/** Files and folders may be dropped anywhere on the page; tells whether some hover over it. */
export function useFileDrop(
	onFiles: (files: readonly NamedBytes[]) => void,
): boolean {
	const [over, setOver] = useState(false);
	const latest = useRef(onFiles);
	latest.current = onFiles;
	useEffect(() => {
		const hover = (event: DragEvent): void => {
			event.preventDefault();
			setOver(true);
		};
		const leave = (event: DragEvent): void => {
			if (event.relatedTarget === null) setOver(false);
		};
		const drop = async (event: DragEvent): Promise<void> => {
			event.preventDefault();
			setOver(false);
			const items = event.dataTransfer?.items;
			const files = items ? await droppedFiles(items) : [];
			if (files.length > 0) latest.current(await readAll(files));
		};
		addEventListener("dragover", hover);
		addEventListener("dragleave", leave);
		addEventListener("drop", drop);
		return () => {
			removeEventListener("dragover", hover);
			removeEventListener("dragleave", leave);
			removeEventListener("drop", drop);
		};
	}, []);
	return over;
}
