import * as z from "zod";
import { InputError } from "../../base/input-error.js";

/** A case of CrossSim as its golden files hold it. */
export type CrossSimFile =
	| {
			readonly op: "mvm" | "vmm";
			readonly params: CrossSimParameters;
			/** [outputs × inputs] */
			readonly W: readonly (readonly number[])[];
			/** Of mvm [inputs × batch], of vmm [batch × outputs]. */
			readonly X: readonly (readonly number[])[];
	  }
	| {
			readonly op: "conv2d";
			readonly params: CrossSimParameters;
			/** [outputs, channels, height, width] */
			readonly W: Tensor4;
			/** [images, channels, height, width] */
			readonly X: Tensor4;
			readonly stride: number | readonly number[];
	  };

type Tensor4 = readonly (readonly (readonly (readonly number[])[])[])[];

/** What is read of CrossSim's parameters; `checkServed` refuses an effect that is switched on and not served. */
export interface CrossSimParameters {
	readonly core: {
		readonly style: 1 | 2 | 3;
		readonly rows_max: number;
		readonly cols_max: number;
		readonly weight_bits: number;
		readonly balanced: {
			readonly style: 1 | 2;
			readonly interleaved_posneg: boolean;
			readonly subtract_current_in_xbar: boolean;
		};
		readonly bit_sliced: {
			readonly style: 1 | 3;
			readonly num_slices: number;
		};
		readonly offset: { readonly style: 1 | 2 };
		readonly mapping: {
			readonly weights: Range;
			readonly inputs: { readonly mvm: Range };
		};
	};
	readonly xbar: {
		readonly device: {
			readonly cell_bits: number;
			readonly Rmin: number;
			readonly Rmax: number;
			readonly Vread: number;
			readonly infinite_on_off_ratio: boolean;
			readonly read_noise: Switch;
			readonly programming_error: Switch;
			readonly drift_error: Switch;
			readonly nonlinear_IV: Switch & { readonly model: string };
		};
		readonly array: {
			readonly Icol_max: number;
			readonly parasitics: Switch & {
				readonly Rp_row: number;
				readonly Rp_col: number;
				readonly Rp_row_terminal: number;
				readonly Rp_col_terminal: number;
				readonly current_from_input: boolean;
			};
		};
		readonly adc: {
			readonly mvm: {
				readonly model: string;
				readonly bits: number;
				readonly signed: boolean;
				readonly adc_per_ibit: boolean;
				readonly adc_range_option: 1 | 2 | 3;
				/** [least, greatest], or one such pair for each slice. */
				readonly calibrated_range?:
					| readonly number[]
					| readonly (readonly number[])[]
					| null
					| undefined;
			};
		};
		readonly dac: {
			readonly mvm: {
				readonly model: string;
				readonly bits: number;
				readonly input_bitslicing: boolean;
				readonly slice_size: number;
			};
		};
	};
}

interface Range {
	readonly min: number;
	readonly max: number;
}

interface Switch {
	readonly enable: boolean;
}

const matrix = z.array(z.array(z.number())).min(1);
const tensor = z.array(z.array(matrix)).min(1);
const finite = z.number().nonnegative();

const parameterSchema: z.ZodType<CrossSimParameters, unknown> = z.object({
	core: z.object({
		style: z.union([z.literal(1), z.literal(2), z.literal(3)]),
		rows_max: z.int().min(0),
		cols_max: z.int().min(0),
		weight_bits: z.int().min(0).max(32),
		balanced: z.object({
			style: z.union([z.literal(1), z.literal(2)]),
			interleaved_posneg: z.boolean(),
			subtract_current_in_xbar: z.boolean(),
		}),
		bit_sliced: z.object({
			style: z.union([z.literal(1), z.literal(3)]),
			num_slices: z.int().min(1),
		}),
		offset: z.object({ style: z.union([z.literal(1), z.literal(2)]) }),
		mapping: z.object({
			weights: z.object({ min: z.number(), max: z.number() }),
			inputs: z.object({
				mvm: z.object({ min: z.number(), max: z.number() }),
			}),
		}),
	}),
	xbar: z.object({
		device: z.object({
			cell_bits: z.int().min(0).max(16),
			Rmin: z.number().positive(),
			Rmax: z.number().positive(),
			Vread: z.number().positive(),
			infinite_on_off_ratio: z.boolean(),
			read_noise: z.object({ enable: z.boolean() }),
			programming_error: z.object({ enable: z.boolean() }),
			drift_error: z.object({ enable: z.boolean() }),
			nonlinear_IV: z.object({ enable: z.boolean(), model: z.string() }),
		}),
		array: z.object({
			Icol_max: z.number(),
			parasitics: z.object({
				enable: z.boolean(),
				Rp_row: finite,
				Rp_col: finite,
				Rp_row_terminal: finite,
				Rp_col_terminal: finite,
				current_from_input: z.boolean(),
			}),
		}),
		adc: z.object({
			mvm: z.object({
				model: z.string(),
				bits: z.int().min(0).max(32),
				signed: z.boolean(),
				adc_per_ibit: z.boolean(),
				adc_range_option: z.union([z.literal(1), z.literal(2), z.literal(3)]),
				calibrated_range: z
					.union([
						z.array(z.number()),
						z.array(z.tuple([z.number(), z.number()])),
						z.null(),
					])
					.optional(),
			}),
		}),
		dac: z.object({
			mvm: z.object({
				model: z.string(),
				bits: z.int().min(0).max(32),
				input_bitslicing: z.boolean(),
				slice_size: z.int().min(1),
			}),
		}),
	}),
});

const product = {
	W: matrix,
	params: parameterSchema,
};

const fileSchema = z.discriminatedUnion("op", [
	z.object({ ...product, op: z.literal("mvm"), X: matrix }),
	z.object({ ...product, op: z.literal("vmm"), X: matrix }),
	z.object({
		op: z.literal("conv2d"),
		params: parameterSchema,
		W: tensor,
		X: tensor,
		stride: z.union([z.int().min(1), z.array(z.int().min(1)).length(2)]),
		groups: z.literal(1).optional(),
	}),
]);

/** The schema of a case; of parameters it keeps what is read. */
export const crossSimFile: z.ZodType<CrossSimFile, unknown> = fileSchema;

const STYLES = { 1: "balanced", 2: "sliced", 3: "offset" } as const;

/** @throws InputError where the parameters ask for what is not served */
export function checkServed({ core, xbar }: CrossSimParameters): void {
	const refuse = (field: string, found: unknown, expected: string): never => {
		throw new InputError(
			`params.${field}: found ${JSON.stringify(found)}, expected ${expected}`,
		);
	};
	const { device, array, adc, dac } = xbar;
	for (const effect of [
		"read_noise",
		"programming_error",
		"drift_error",
	] as const)
		if (device[effect].enable)
			refuse(`xbar.device.${effect}.enable`, true, "no random effects");
	const iv = device.nonlinear_IV;
	if (iv.enable && iv.model !== "CubicDevice")
		refuse("xbar.device.nonlinear_IV.model", iv.model, "CubicDevice");
	if (array.Icol_max > 0)
		refuse("xbar.array.Icol_max", array.Icol_max, "0, no limit");
	const adcs = ["IdealADC", "QuantizerADC", "SignMagnitudeADC"];
	if (!adcs.includes(adc.mvm.model))
		refuse("xbar.adc.mvm.model", adc.mvm.model, adcs.join(", "));
	const dacs = ["IdealDAC", "QuantizerDAC", "SignMagnitudeDAC"];
	if (!dacs.includes(dac.mvm.model))
		refuse("xbar.dac.mvm.model", dac.mvm.model, dacs.join(", "));
	if (dac.mvm.input_bitslicing && dac.mvm.bits === 0)
		refuse("xbar.dac.mvm.bits", 0, "the bits that are driven one by one");
	const style = STYLES[core.style];
	const isInterleaved =
		core.balanced.interleaved_posneg &&
		(style === "balanced" ||
			(style === "sliced" && core.bit_sliced.style === 1));
	if (isInterleaved && !array.parasitics.current_from_input)
		refuse(
			"core.balanced.interleaved_posneg",
			true,
			"false with supply lines of their own",
		);
}
