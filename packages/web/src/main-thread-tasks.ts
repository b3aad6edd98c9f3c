/** An event of a Chromium trace; durations in microseconds. */
interface TraceEvent {
	readonly ph: string;
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	/** Processor time of the thread: waiting for another process does not count. */
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
}

/** Categories of a trace that `mainThreadTasks` needs. */
export const TASK_CATEGORIES: readonly string[] = [
	"toplevel",
	"devtools.timeline",
	"__metadata",
];

/** Processor time in milliseconds of each task of the main threads of pages in a trace, the longest first. */
export function mainThreadTasks(trace: Buffer): readonly number[] {
	const { traceEvents } = JSON.parse(trace.toString()) as {
		readonly traceEvents: readonly TraceEvent[];
	};
	const threads = new Set(
		traceEvents
			.filter(
				({ ph, name, args }) =>
					ph === "M" &&
					name === "thread_name" &&
					args?.name === "CrRendererMain",
			)
			.map(({ pid, tid }) => `${pid} ${tid}`),
	);
	return traceEvents
		.filter(
			({ ph, name, pid, tid }) =>
				ph === "X" && /RunTask$/.test(name) && threads.has(`${pid} ${tid}`),
		)
		.map(({ tdur = 0 }) => tdur / 1000)
		.sort((a, b) => b - a);
}
