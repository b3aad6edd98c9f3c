import type { UnsupportedLayer } from "../network/network.js";

/** Names that a line lists before it counts the rest. */
const MOST_NAMES = 6;

/** What of a file a network leaves out: a line for each reason, and one for all that only depends on that. */
export function unsupportedNotes(
	unsupported: readonly UnsupportedLayer[],
): readonly string[] {
	const byReason = new Map<string, UnsupportedLayer[]>();
	for (const layer of unsupported.filter((each) => !each.isConsequence)) {
		const reason = withoutPlace(layer.reason);
		byReason.set(reason, [...(byReason.get(reason) ?? []), layer]);
	}
	const consequences = unsupported.filter((layer) => layer.isConsequence);
	return [
		...[...byReason].map(([reason, layers]) =>
			layers.length === 1 ? layers[0]!.reason : `${listed(layers)}: ${reason}`,
		),
		...(consequences.length > 0
			? [`left out behind it: ${listed(consequences)}`]
			: []),
	];
}

/** Reasons begin with where a layer stands. */
function withoutPlace(reason: string): string {
	return reason.slice(reason.indexOf(": ") + 2);
}

function listed(layers: readonly UnsupportedLayer[]): string {
	const names = layers.slice(0, MOST_NAMES).map(({ name }) => name);
	const more = layers.length - names.length;
	return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
