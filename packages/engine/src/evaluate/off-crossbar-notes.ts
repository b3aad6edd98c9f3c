import type { Network } from "../network/network.js";

/** Names that a line lists before it counts the rest. */
const MOST_NAMES = 6;

/** Products of a network that are no matrix layers: no crossbar holds them, and no figure counts them. */
export function offCrossbarNotes({ nodes }: Network): readonly string[] {
	const kinds = ["transposed-convolution", "matmul"] as const;
	return kinds.flatMap((kind) => {
		const names = nodes.filter((node) => node.kind === kind);
		if (names.length === 0) return [];
		const listed = names.slice(0, MOST_NAMES).map(({ name }) => name);
		const more = names.length - listed.length;
		const rest = more > 0 ? ` and ${more} more` : "";
		return [
			`not in these figures: ${kind} ${listed.join(", ")}${rest}, which no crossbar computes`,
		];
	});
}
