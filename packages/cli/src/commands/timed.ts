/** How long something took, in seconds. */
export interface Timing {
	readonly wall: number;
	readonly cpu: number;
}

/** A result with the wall and processor time that it took. */
export async function timed<T>(
	work: () => Promise<T>,
): Promise<{ readonly value: T; readonly timing: Timing }> {
	const start = performance.now();
	const cpu = process.cpuUsage();
	const value = await work();
	const { user, system } = process.cpuUsage(cpu);
	return {
		value,
		timing: {
			wall: (performance.now() - start) / 1e3,
			cpu: (user + system) / 1e6,
		},
	};
}
