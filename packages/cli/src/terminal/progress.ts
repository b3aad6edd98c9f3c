import { Presets, SingleBar } from "cli-progress";

/** Told how much of a phase is done: images, layers, designs. */
export type OnProgress = (phase: string, done: number, total: number) => void;

/** Does work with a bar on stderr that starts again with every phase; silent where stderr is no terminal. */
export async function withProgress<T>(
	work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
	const bar = new SingleBar(
		{
			format: "{phase} {bar} {value}/{total} · {eta_formatted} left",
			stream: process.stderr,
			// Hidden, it would take a handler of SIGINT to come back, and handlers wait until a search gives way.
			hideCursor: false,
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
