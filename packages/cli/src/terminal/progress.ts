import { Presets, SingleBar } from "cli-progress";

/** Progress of a run on stderr; silent where stderr is no terminal. */
export interface Progress {
	update(phase: string, done: number, total: number): void;
	stop(): void;
}

/** One bar that starts again with every phase. */
export function createProgress(): Progress {
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
	return {
		update(phase, done, total) {
			if (phase !== current) {
				bar.stop();
				bar.start(total, 0, { phase });
				current = phase;
			}
			bar.update(done, { phase });
		},
		stop: () => bar.stop(),
	};
}
