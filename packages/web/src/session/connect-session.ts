import { proxy, type Remote, wrap } from "comlink";
import type { RunOptions, RunPart, Session } from "./session.js";

/** A session in a worker of its own, so that the page stays at hand. */
export function connectSession(): Session {
	const worker = new Worker(new URL("./session-worker.ts", import.meta.url), {
		type: "module",
	});
	const remote: Remote<Session> = wrap<Session>(worker);
	return {
		openBuiltIn: (folder) => remote.openBuiltIn(folder),
		openFiles: (files) => remote.openFiles(files),
		thumbnails: (count) => remote.thumbnails(count),
		resolve: (text) => remote.resolve(text),
		run: (text: string, options: RunOptions, onPart: (part: RunPart) => void) =>
			remote.run(text, options, proxy(onPart)),
		cost: (text) => remote.cost(text),
		schema: () => remote.schema(),
		loadRest: () => remote.loadRest(),
		columnSums: (design, options) => remote.columnSums(design, options),
		readResults: (file) => remote.readResults(file),
		analyse: (name, points, objectives) =>
			remote.analyse(name, points, objectives),
		inspect: (design, place, images) => remote.inspect(design, place, images),
	};
}
