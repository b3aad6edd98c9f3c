import { expect } from "vitest";
import { stringify } from "yaml";
import { InputError } from "../base/input-error.js";
import { resolveDesign } from "./resolve-design.js";

const component = {
	energyPerAction: "1 pJ",
	area: "1 um2",
	source: "made up for tests",
};
const counted = { ...component, count: 1 };

/** A complete design as its text says it. */
export const complete = {
	schema: "mho/design/1",
	name: "tiny",
	description: "for tests",
	technologyNode: "32 nm",
	operands: { weightBits: 16, inputBits: 16, inputSign: "where-needed" },
	encoding: {
		weights: "offset-binary",
		inputs: "binary-planes",
		digitBits: 1,
		correction: "digital-count",
	},
	adc: { kind: "fixed", bits: 8, step: 1, signed: false },
	partialProducts: {
		kind: "threshold",
		at: { unit: "significance", bits: 18 },
	},
	layers: { conv1: { weightBits: 8 } },
	crossbar: {
		rows: 128,
		columns: 128,
		cellBits: 2,
		arrayReadTime: "100 ns",
		readPulse: "1 ns",
		columnLayout: "interleaved",
		inputDrive: "amplitude",
		arraysPerDriver: 1,
		pairs: {
			subtraction: "analog",
			layout: "adjacent-columns",
			rowDrivers: "shared",
		},
	},
	hierarchy: {
		crossbarsPerPe: 8,
		adcsPerPe: 8,
		pesPerTile: 12,
		pipelineStages: 6,
		tiles: { kind: "count", count: 168 },
	},
	replication: { kind: "none" },
	components: {
		adc: { model: "isaac-2016", timePerBit: "0.1 ns", source: "made up" },
		dac: component,
		cell: { ...component, readPulse: "1 ns" },
		sampleHold: component,
		columnClamp: component,
		subtractor: component,
		shiftAdd: counted,
		inputRegister: component,
		outputRegister: component,
		partialProductControl: component,
		inputCounter: component,
		offsetMultiplier: component,
		weightSumStore: component,
		converterTable: component,
		inputEncoder: component,
		edram: { ...counted, wordBits: 256, capacityBits: 524288 },
		bus: counted,
		router: { ...counted, packetBits: 32 },
		activation: counted,
		maxPool: counted,
		tileShiftAdd: counted,
		tileOutputRegister: { ...counted, wordBits: 16 },
		chipLink: component,
	},
};
complete.components.adc.source = component.source;

export const tiny = stringify(complete, { aliasDuplicateObjects: false });

const library: Readonly<Record<string, string>> = {
	tiny,
	headless: tiny.replace("  rows: 128\n", ""),
	crooked: tiny.replace("  rows: 128\n", "  rows: -128\n"),
	itself: "extends: itself",
	hen: "name: hen\nextends: egg",
	egg: "extends: hen",
};

export function resolve(text: string) {
	return resolveDesign({ name: "my.yaml", text }, (name) =>
		Object.hasOwn(library, name)
			? { name: `library/${name}.yaml`, text: library[name]! }
			: undefined,
	);
}

export function messageOf(text: string): string {
	try {
		resolve(text);
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return (error as InputError).message;
	}
	throw new Error("was accepted");
}

/** The text of `tiny` with one line replaced, and the line number of the change. */
export function tinyWith(
	line: string,
	replacement: string,
): readonly [string, number] {
	const at = tiny.split("\n").indexOf(line);
	expect(at, line).toBeGreaterThanOrEqual(0);
	return [tiny.replace(`${line}\n`, replacement), at + 1];
}
