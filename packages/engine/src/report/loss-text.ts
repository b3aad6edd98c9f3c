import type { ExpectedLoss } from "../evaluate/expected-loss.js";
import { formatPoints } from "./format-quantity.js";

/** How the two columns of losses of a search differ. */
export const LOSS_NOTE =
	"points against float on the images of the search: counted by labels, and expected by float's probabilities of the classes that change, which decides";

/** A loss as a difference in points, with half of its 95 % interval. */
export function expectedLossText({ loss, upper95 }: ExpectedLoss): string {
	return `${formatPoints(0 - loss)} ± ${(100 * (upper95 - loss)).toFixed(2)}`;
}
