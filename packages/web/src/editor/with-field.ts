import { parseDocument } from "yaml";

/** A YAML text with a field set; comments and everything else stay. */
export function withField(
	text: string,
	path: readonly string[],
	value: unknown,
): string {
	const file = parseDocument(text);
	file.setIn(path, file.createNode(value));
	return file.toString({ lineWidth: 0 });
}
