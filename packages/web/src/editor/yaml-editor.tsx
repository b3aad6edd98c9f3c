import {
	autocompletion,
	type CompletionContext,
	type CompletionResult,
	completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { type ReactNode, useEffect, useRef } from "react";
import type { DesignProblem } from "../session/session.js";
import {
	fieldsOf,
	type Schema,
	schemasAt,
	valuesOf,
	yamlPath,
} from "./schema-path.js";

export interface YamlEditorProps {
	readonly text: string;
	readonly onChange: (text: string) => void;
	readonly schema: Schema;
	/** What is wrong with a text, if anything. */
	readonly check: (text: string) => Promise<DesignProblem | undefined>;
	readonly label: string;
}

/** YAML with completion from a schema and problems in their lines. Tab leaves the editor: keys are no trap. */
export function YamlEditor(props: YamlEditorProps): ReactNode {
	const place = useRef<HTMLDivElement>(null);
	const view = useRef<EditorView>(undefined);
	const latest = useRef(props);
	latest.current = props;
	useEffect(() => {
		view.current = new EditorView({
			parent: place.current!,
			state: EditorState.create({
				doc: latest.current.text,
				extensions: [
					lineNumbers(),
					history(),
					yaml(),
					syntaxHighlighting(classHighlighter),
					autocompletion({
						override: [(context) => complete(context, latest.current.schema)],
					}),
					lintGutter(),
					linter((editor) => diagnose(editor, latest.current.check), {
						delay: 250,
					}),
					keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
					EditorView.contentAttributes.of({
						"aria-label": latest.current.label,
						tabindex: "0",
					}),
					EditorView.updateListener.of((update) => {
						if (update.docChanged)
							latest.current.onChange(update.state.doc.toString());
					}),
				],
			}),
		});
		return () => view.current?.destroy();
	}, []);
	useEffect(() => {
		const editor = view.current;
		if (!editor || editor.state.doc.toString() === props.text) return;
		editor.dispatch({
			changes: { from: 0, to: editor.state.doc.length, insert: props.text },
		});
	}, [props.text]);
	return <div className="editor" ref={place} />;
}

async function diagnose(
	{ state }: EditorView,
	check: YamlEditorProps["check"],
): Promise<readonly Diagnostic[]> {
	const problem = await check(state.doc.toString());
	if (!problem) return [];
	const line = state.doc.line(Math.min(problem.line, state.doc.lines));
	return [
		{
			from: Math.min(line.from + problem.column - 1, line.to),
			to: line.to,
			severity: "error",
			message: problem.message,
		},
	];
}

function complete(
	context: CompletionContext,
	schema: Schema,
): CompletionResult | null {
	const line = context.state.doc.lineAt(context.pos);
	const before = line.text.slice(0, context.pos - line.from);
	const lines = context.state.doc.toString().split("\n");
	const value = before.match(/^( *)([\w-]+): +([\w-]*)$/);
	if (value) {
		const [, indent = "", key = "", typed = ""] = value;
		const path = [...yamlPath(lines, line.number - 1, indent.length), key];
		const options = valuesOf(schemasAt(schema, path)).map((label) => ({
			label,
			type: "enum",
		}));
		return options.length > 0
			? { from: context.pos - typed.length, options }
			: null;
	}
	const field = before.match(/^( *)([\w-]*)$/);
	if (!field || (!context.explicit && field[2] === "")) return null;
	const [, indent = "", typed = ""] = field;
	const path = yamlPath(lines, line.number - 1, indent.length);
	const options = [...fieldsOf(schemasAt(schema, path))].map(
		([label, { description }]) => ({
			label,
			type: "property",
			apply: `${label}: `,
			...(description === undefined ? {} : { info: description }),
		}),
	);
	return { from: context.pos - typed.length, options };
}
