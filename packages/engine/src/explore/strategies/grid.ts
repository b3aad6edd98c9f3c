import { allChoices } from "../sweep/choices.js";
import { askAll, type SearchStrategy } from "./search.js";

export const grid: SearchStrategy<{ readonly kind: "grid" }> = {
	kind: "grid",
	description: "all points, the last axis first to change",
	isAdaptive: false,
	search: ({ axes }) => askAll(allChoices(axes)),
};
