import { relative } from "node:path";

/** What is not as it should be. */
export const found: string[] = [];

/** What is allowed, in bytes. */
export const BUDGETS = {
	"default install": 60e6,
	"bundle of everything": 1000e3,
	"bundle of cost and preset": 360e3,
} as const;

/** A size that is allowed. */
export function hold(what: keyof typeof BUDGETS, bytes: number): void {
	if (bytes > BUDGETS[what])
		found.push(
			`${what}: ${megabytes(bytes)}, expected at most ${megabytes(BUDGETS[what])}`,
		);
}

export function say(what: string, text: string): void {
	console.log(`${relative("", what) || what}: ${text}`);
}

export function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function kilobytes(bytes: number): string {
	return `${(bytes / 1e3).toFixed(0)} kB`;
}
