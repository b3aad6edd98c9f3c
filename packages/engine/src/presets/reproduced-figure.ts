/** A published figure beside ours. */
export interface ReproducedFigure {
	readonly name: string;
	/** null where nothing was published. */
	readonly published: number | null;
	/** null where we have none, for the reason given. */
	readonly ours: number | null;
	readonly unit: string;
	/** Of the published figure, or how ours was had. */
	readonly source: string;
	/** Why ours is more than 5 % off or missing, or on what it rests. */
	readonly reason?: string;
}
