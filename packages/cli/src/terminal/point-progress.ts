import { Presets, SingleBar } from "cli-progress";
import type { SweepProgress } from "../sweep/run-sweep.js";

/** Seconds between two lines where stderr is no terminal. */
const LINE_SECONDS = 30;

/** Shows how far a sweep is, its rate and the time left on stderr: a bar in a terminal, else a line now and then. */
export function showPointProgress(): {
	readonly onProgress: (progress: SweepProgress) => void;
	readonly end: () => void;
} {
	const start = performance.now();
	const bar = new SingleBar(
		{
			format: "{bar} {done}/{all} points · {rate} · {left} left",
			stream: process.stderr,
			hideCursor: true,
			clearOnComplete: true,
		},
		Presets.shades_classic,
	);
	const isTerminal = process.stderr.isTTY === true;
	let lastLine = start;
	let begun = false;
	return {
		onProgress({ total, done, evaluated }) {
			const seconds = (performance.now() - start) / 1e3;
			const rate = evaluated / seconds;
			const fields = {
				done: done.toLocaleString("en"),
				all: total.toLocaleString("en"),
				rate: pointRate(rate),
				left: evaluated > 0 ? duration((total - done) / rate) : "?",
			};
			if (isTerminal) {
				if (!begun) bar.start(total, done, fields);
				begun = true;
				bar.setTotal(total);
				bar.update(done, fields);
			} else if (performance.now() - lastLine > 1e3 * LINE_SECONDS) {
				lastLine = performance.now();
				const { done, all, rate, left } = fields;
				process.stderr.write(
					`${done}/${all} points · ${rate} · ${left} left\n`,
				);
			}
		},
		end: () => bar.stop(),
	};
}

/** Points in a second, or in a minute where that is less than one. */
export function pointRate(perSecond: number): string {
	if (perSecond >= 10)
		return `${Math.round(perSecond).toLocaleString("en")} points/s`;
	return perSecond >= 1
		? `${perSecond.toFixed(1)} points/s`
		: `${(60 * perSecond).toFixed(1)} points/min`;
}

/** `45 s`, `12:05 min`, `3:20 h` */
export function duration(seconds: number): string {
	const whole = Math.ceil(seconds);
	const two = (value: number) => String(value).padStart(2, "0");
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)} min`;
	const minutes = Math.ceil(whole / 60);
	return minutes < 60 * 100
		? `${Math.floor(minutes / 60)}:${two(minutes % 60)} h`
		: `${Math.round(minutes / 1440).toLocaleString("en")} days`;
}
