/** Hands a text to the user as a file. */
export function saveFile(name: string, text: string, type: string): void {
	saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
