import { useEffect, useRef, useState } from "react";
import type { NamedBytes } from "../session/session.js";

/** Files of a form or a drop, read whole. */
export function readFiles(files: Iterable<File>): Promise<NamedBytes[]> {
	return Promise.all(
		Array.from(files, async (file) => ({
			name: file.name,
			bytes: new Uint8Array(await file.arrayBuffer()),
		})),
	);
}

/** Files may be dropped anywhere on the page; tells whether some hover over it. */
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
			const files = event.dataTransfer?.files;
			if (files && files.length > 0) latest.current(await readFiles(files));
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
