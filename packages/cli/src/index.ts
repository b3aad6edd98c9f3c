export * from "@mho/engine";
export { cost } from "./library/cost.js";
export { type OptimizeChoices, optimize } from "./library/optimize.js";
export { preset } from "./library/preset.js";
export { type SimulateOptions, simulate } from "./library/simulate.js";
