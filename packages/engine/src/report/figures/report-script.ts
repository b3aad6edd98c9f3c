/** Script of a report page: exports of its figures, and their numbers as a table once somebody asks for them. */
export const REPORT_SCRIPT: string = `
"use strict";
for (const section of document.querySelectorAll("section[id]")) {
	const csv = section.querySelector("script[type='text/csv']").textContent;
	const svg = section.querySelector("svg");
	const makers = {
		CSV: () => new Blob([csv], { type: "text/csv" }),
		SVG: () => new Blob([svgText(svg)], { type: "image/svg+xml" }),
		PNG: () => png(svg),
	};
	for (const button of section.querySelectorAll("[data-export]"))
		button.addEventListener("click", async () => {
			const kind = button.dataset.export;
			save(await makers[kind](), section.id + "." + kind.toLowerCase());
		});
	section.querySelector("details").addEventListener("toggle", (event) => {
		const place = event.target.querySelector(".scroll");
		if (place.childElementCount === 0) place.append(table(csv));
	});
}

function svgText(svg) {
	const copy = svg.cloneNode(true);
	copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	copy.style.color = "#000";
	return new XMLSerializer().serializeToString(copy);
}

async function png(svg) {
	const scale = 3;
	const image = new Image();
	image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(svg));
	await image.decode();
	const canvas = document.createElement("canvas");
	canvas.width = scale * svg.getAttribute("width");
	canvas.height = scale * svg.getAttribute("height");
	const context = canvas.getContext("2d");
	context.fillStyle = "#fff";
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function save(blob, name) {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function table(csv) {
	const made = document.createElement("table");
	csv.trim().split("\\n").forEach((line, n) => {
		const row = (n === 0 ? made.createTHead() : made.tBodies[0] ?? made.createTBody()).insertRow();
		for (const text of line.split(",")) {
			const cell = document.createElement(n === 0 ? "th" : "td");
			cell.textContent = text;
			row.append(cell);
		}
	});
	return made;
}
`;
