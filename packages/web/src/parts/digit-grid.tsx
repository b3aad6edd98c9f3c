import { type ReactNode, useEffect, useRef } from "react";
import type { Thumbnails } from "../session/session.js";

/** Test images with the class that the crossbars give each, as they come. */
export function DigitGrid({
	thumbnails,
	classes,
}: {
	readonly thumbnails: Thumbnails;
	/** By image; undefined where it is still to come. */
	readonly classes: ReadonlyMap<number, number>;
}): ReactNode {
	const { labels } = thumbnails;
	return (
		<ul
			className="digits"
			aria-label="Test images and the class that each is taken for"
			style={{ padding: 0, margin: 0, listStyle: "none" }}
		>
			{Array.from(labels, (label, n) => {
				const found = classes.get(n);
				const state =
					found === undefined ? "waiting" : found === label ? "right" : "wrong";
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: images are known by their number
					<li key={n} className="digit" data-state={state}>
						<Thumbnail thumbnails={thumbnails} n={n} />
						<span>
							{found === undefined
								? "·"
								: found === label
									? found
									: `${found}≠${label}`}
						</span>
					</li>
				);
			})}
		</ul>
	);
}

function Thumbnail({
	thumbnails: { width, height, channels, pixels },
	n,
}: {
	readonly thumbnails: Thumbnails;
	readonly n: number;
}): ReactNode {
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context) return;
		const picture = context.createImageData(width, height);
		for (let p = 0; p < width * height; p++) {
			const at = (n * width * height + p) * channels;
			for (let c = 0; c < 3; c++)
				picture.data[4 * p + c] = pixels[at + (channels === 3 ? c : 0)]!;
			picture.data[4 * p + 3] = 255;
		}
		context.putImageData(picture, 0, 0);
	}, [width, height, channels, pixels, n]);
	return <canvas ref={canvas} width={width} height={height} aria-hidden />;
}
