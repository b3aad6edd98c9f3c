import type { ReactNode } from "react";

/** Partial products as a grid, input planes down and weight planes across; each a button. */
export function ProductGrid({
	inputs,
	weights,
	executed,
	onThreshold,
}: {
	/** log2 of the significance of each plane. */
	readonly inputs: readonly number[];
	readonly weights: readonly number[];
	/** [input planes × weight planes] */
	readonly executed: Uint8Array;
	readonly onThreshold: (significance: number) => void;
}): ReactNode {
	const run = executed.reduce((sum, each) => sum + each, 0);
	return (
		<div className="grid-scroll">
			<table aria-label="Partial products by input and weight plane">
				<thead>
					<tr>
						<th scope="col">input \ weight</th>
						{weights.map((weight) => (
							<th key={weight} scope="col">
								{exponent(weight)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{inputs.map((input, i) => (
						<tr key={input}>
							<th scope="row">{exponent(input)}</th>
							{weights.map((weight, j) => {
								const runs = executed[i * weights.length + j] === 1;
								const significance = input + weight;
								return (
									<td key={weight}>
										<button
											type="button"
											aria-pressed={runs}
											aria-label={`significance 2^${round(significance)}, ${runs ? "runs" : "skipped"}: set the threshold here`}
											className={runs ? "product runs" : "product"}
											onClick={() => onThreshold(significance)}
										>
											{round(significance)}
										</button>
									</td>
								);
							})}
						</tr>
					))}
				</tbody>
			</table>
			<p>
				{run} of {executed.length} partial products run.
			</p>
		</div>
	);
}

const round = (value: number): string => String(Math.round(100 * value) / 100);
const exponent = (value: number): string => `2^${round(value)}`;
