/** A file that was dropped, with its path in the folder that was. */
export interface DroppedFile {
	readonly path: string;
	readonly file: File;
}

/**
 * Files of a drop, those of folders included. The packages that do so bring a table of MIME types or no types of their
 * own.
 */
export async function droppedFiles(
	items: DataTransferItemList,
): Promise<readonly DroppedFile[]> {
	// Entries are gone once the event is over: all are taken before anything is awaited.
	const entries = Array.from(items, (item) => item.webkitGetAsEntry());
	const found = await Promise.all(
		entries.map((entry) => (entry ? filesOf(entry) : [])),
	);
	return found.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<DroppedFile[]> {
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) =>
			(entry as FileSystemFileEntry).file(resolve, reject),
		);
		return [{ path: entry.fullPath.replace(/^\//, ""), file }];
	}
	const entries = await entriesOf(entry as FileSystemDirectoryEntry);
	return (await Promise.all(entries.map(filesOf))).flat();
}

/** A reader hands out a folder's entries in parts, the last of which is empty. */
async function entriesOf(
	folder: FileSystemDirectoryEntry,
): Promise<readonly FileSystemEntry[]> {
	const reader = folder.createReader();
	const entries: FileSystemEntry[] = [];
	for (;;) {
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject),
		);
		if (part.length === 0) return entries;
		entries.push(...part);
	}
}
