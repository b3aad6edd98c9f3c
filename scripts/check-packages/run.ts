import { execFileSync } from "node:child_process";

export function run(
	program: string,
	args: readonly string[],
	cwd: string,
): string {
	return execFileSync(program, args, { cwd, encoding: "utf8", stdio: "pipe" });
}

/** Seconds. */
export function timed(work: () => unknown): string {
	const start = performance.now();
	work();
	return ((performance.now() - start) / 1000).toFixed(1);
}
