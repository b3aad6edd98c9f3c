import type { Design } from "../design/design.js";
import type {
	PartialProductPolicy,
	StaticPartialProducts,
} from "../design/partial-product-policy.js";
import { offsetProducts } from "../map/plan-layer.js";
import type { Choice } from "./choose-options.js";
import type { Tried } from "./search-step.js";

/** Bits below the top digits of a segment's inputs down to which products run: fewer skip more. */
const BITS_BELOW_TOP = [10, 8, 7, 6, 5, 4] as const;

type SkippingKind = "zero-plane" | "runtime";

/**
 * The same settings with what is skipped while the inputs are seen: planes that drive no row, which changes no result,
 * then ever more of what lies below the top digits of the inputs. None where offsets are multiplied once, which takes
 * that everything runs.
 */
export function skippingAtRunTime(
	choice: Choice,
	design: Design,
): readonly {
	readonly skipping: Choice;
	readonly tried: Tried;
}[] {
	if (offsetProducts(design) === "once") return [];
	return [
		{
			tried: { kind: "skipping" },
			skipping: withPolicy(choice, (otherwise) => ({
				kind: "zero-plane",
				otherwise,
			})),
		},
		...BITS_BELOW_TOP.map((bitsBelowTop) => ({
			tried: { kind: "skipping", bitsBelowTop } as const,
			skipping: withPolicy(choice, (otherwise) => ({
				kind: "runtime",
				bitsBelowTop,
				otherwise,
			})),
		})),
	];
}

function withPolicy(
	choice: Choice,
	policyOf: (
		otherwise: StaticPartialProducts,
	) => PartialProductPolicy & { readonly kind: SkippingKind },
): Choice {
	const options = choice.options.map((option) => {
		const { partialProducts = { kind: "all" } as const } = option.setting;
		// Those of the search are static; a policy that was given stays.
		if ("otherwise" in partialProducts) return option;
		const setting = {
			...option.setting,
			partialProducts: policyOf(partialProducts),
		};
		return { ...option, setting };
	});
	return { ...choice, options };
}
