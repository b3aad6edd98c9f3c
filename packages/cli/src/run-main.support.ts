import { vi } from "vitest";
import { main } from "./main.js";

/** What a run of the command line gave. */
export interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/**
 * Runs the command line in this process, which spares the time to start one: for all that needs no other threads, and
 * nothing of the process itself. What stays behind is the folder of the process, which is as it was before.
 *
 * @param folder that it is run in
 */
export async function runMain(
	folder: string,
	args: readonly string[],
): Promise<Outcome> {
	const before = process.cwd();
	const written = { stdout: "", stderr: "" };
	const spies = (["stdout", "stderr"] as const).map((stream) =>
		vi.spyOn(process[stream], "write").mockImplementation((text) => {
			written[stream] += String(text);
			return true;
		}),
	);
	process.chdir(folder);
	try {
		return { code: await main(args), ...written };
	} finally {
		process.chdir(before);
		for (const spy of spies) spy.mockRestore();
	}
}
