import { Presets, SingleBar } from "cli-progress";

/** Told how many images of a phase are done. */
export type OnProgress = (phase: string, done: number, total: number) => void;

/** Does work with a bar on stderr that starts again with every phase; silent where stderr is no terminal. */
export async function withProgress<T>(
	work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
	const bar = new SingleBar(
		{
			format: "{phase} {bar} {value}/{total} images · {eta_formatted} left",
			stream: process.stderr,
			hideCursor: true,
			clearOnComplete: true,
			etaBuffer: 50,
		},
		Presets.shades_classic,
	);
	let current: string | undefined;
	try {
		return await work((phase, done, total) => {
			if (phase !== current) {
				bar.stop();
				bar.start(total, 0, { phase });
				current = phase;
			}
			bar.update(done, { phase });
		});
	} finally {
		bar.stop();
	}
}
