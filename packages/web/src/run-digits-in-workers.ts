import ImageWorker from "./image-worker.js?worker&inline";
import { type DigitRun, runDigits } from "./run-digits.js";
import { withWorkers } from "./with-workers.js";

/** What `runDigits` gives, with the images spread over web workers. */
export function runDigitsInWorkers(
	run: DigitRun,
	workers: number,
): Promise<string> {
	return withWorkers(
		workers,
		() => new ImageWorker(),
		(executor) => runDigits(run, executor),
	);
}
