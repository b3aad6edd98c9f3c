/** A published figure beside ours. */
export interface ReproducedFigure {
	readonly name: string;
	/** null where nothing was published. */
	readonly published: number | null;
	readonly ours: number;
	readonly unit: string;
	/** Of the published figure, or how ours was had. */
	readonly source: string;
	/** Why ours is more than 5 % off. */
	readonly reason?: string;
}
