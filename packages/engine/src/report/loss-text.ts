import type { ExpectedLoss } from "../evaluate/expected-loss.js";
import { formatPoints } from "./format-quantity.js";

/** How the two columns of losses of a search differ. */
export const LOSS_NOTE =
	"points against float on the images of the search: counted by labels, and expected by float's probabilities of the classes that change, which decides where the count does not contradict it";

/** A loss as a difference in points, with half of its 95 % interval; a dash where the count contradicts it. */
export function expectedLossText(expected: ExpectedLoss | undefined): string {
	if (!expected) return "–";
	const { loss, upper95 } = expected;
	return `${formatPoints(0 - loss)} ± ${(100 * (upper95 - loss)).toFixed(2)}`;
}
