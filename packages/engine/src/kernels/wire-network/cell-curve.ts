/** How the current of a cell grows with its voltage V; G is its conductance at 0 V. */
export type CellCurve =
	/** I = G · V */
	| { readonly kind: "linear" }
	/** I = G · (V + coefficient · V³), coefficient in 1/V² */
	| { readonly kind: "cubic"; readonly coefficient: number }
	/** I = G · V₀ · sinh(V / V₀): tunnelling through a gap, V₀ = `voltage` */
	| { readonly kind: "sinh"; readonly voltage: number };

export const LINEAR: CellCurve = { kind: "linear" };

interface CurveModel<K extends CellCurve["kind"]> {
	/** Of a cell of 1 S. */
	current(curve: Extract<CellCurve, { kind: K }>, voltage: number): number;
	/** Derivative of the same. */
	slope(curve: Extract<CellCurve, { kind: K }>, voltage: number): number;
}

const curveModels: {
	readonly [K in CellCurve["kind"]]: CurveModel<K>;
} = {
	linear: { current: (_, v) => v, slope: () => 1 },
	cubic: {
		current: ({ coefficient }, v) => v + coefficient * v * v * v,
		slope: ({ coefficient }, v) => 1 + 3 * coefficient * v * v,
	},
	sinh: {
		current: ({ voltage }, v) => voltage * Math.sinh(v / voltage),
		slope: ({ voltage }, v) => Math.cosh(v / voltage),
	},
};

/** Current of a cell of 1 S, A. */
export function curveCurrent(curve: CellCurve, voltage: number): number {
	return curveModels[curve.kind].current(curve as never, voltage);
}

/** Its derivative by the voltage, S. */
export function curveSlope(curve: CellCurve, voltage: number): number {
	return curveModels[curve.kind].slope(curve as never, voltage);
}
