/** Pixels of a picture for each unit of its drawing: enough for print. */
const SCALE = 3;

/** A drawing as a file of its own, black where the page has its text's colour. */
export function svgText(svg: SVGSVGElement): string {
	const copy = svg.cloneNode(true) as SVGSVGElement;
	copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	copy.style.color = "#000";
	return new XMLSerializer().serializeToString(copy);
}

/** A drawing as a PNG picture on white. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
	await image.decode();
	const canvas = document.createElement("canvas");
	canvas.width = SCALE * Number(svg.getAttribute("width"));
	canvas.height = SCALE * Number(svg.getAttribute("height"));
	const context = canvas.getContext("2d")!;
	context.fillStyle = "#fff";
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve) =>
		canvas.toBlob((blob) => resolve(blob!), "image/png"),
	);
}
