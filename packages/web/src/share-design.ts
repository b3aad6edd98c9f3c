/** A design in the part of an address that no server sees: `#/design?d=…`, base64url of its text. */
const PREFIX = "d=";

/** Address of this page with the design in it. */
export function sharedDesignUrl(page: string, text: string): string {
	const bytes = new TextEncoder().encode(text);
	const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join(
		"",
	);
	const code = btoa(binary)
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replace(/=+$/, "");
	return `${page.split("#")[0]}#/design?${PREFIX}${code}`;
}

/** The design in an address; undefined where there is none or it is broken. */
export function readSharedDesign(hash: string): string | undefined {
	const at = hash.indexOf(`?${PREFIX}`);
	if (at < 0) return undefined;
	const code = hash
		.slice(at + 1 + PREFIX.length)
		.replaceAll("-", "+")
		.replaceAll("_", "/");
	try {
		const bytes = Uint8Array.from(atob(code), (each) => each.charCodeAt(0));
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}
