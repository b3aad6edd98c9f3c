import {
	aspDac2018Design,
	type Evaluation,
	type PresetDesign,
} from "@mho/engine";
import {
	createContext,
	type ReactNode,
	useCallback,
	useContext,
	useEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import { connectSession } from "./session/connect-session.js";
import type {
	NamedBytes,
	OpenedNetwork,
	RunPart,
	Session,
} from "./session/session.js";
import { readSharedDesign } from "./share-design.js";

/** Preset that the app starts with. The others are loaded once it is shown. */
const FIRST_PRESET: PresetDesign = {
	name: "asp-dac-2018",
	design: aspDac2018Design,
};

/** What the pages share. */
export interface AppState {
	readonly session: Session;
	readonly network: OpenedNetwork | undefined;
	readonly presets: readonly PresetDesign[];
	/** Design file in the editor. */
	readonly designText: string;
	readonly setDesignText: (text: string) => void;
	readonly images: number;
	readonly setImages: (images: number) => void;
	readonly seed: number;
	readonly running: boolean;
	readonly parts: readonly RunPart[];
	/** Of the network and design as they are now, if they have been run. */
	readonly evaluation: Evaluation | undefined;
	readonly kept: readonly Evaluation[];
	readonly keep: (evaluation: Evaluation) => void;
	readonly forget: (index: number) => void;
	readonly problem: string | undefined;
	readonly run: () => Promise<void>;
	readonly openFiles: (files: readonly NamedBytes[]) => Promise<void>;
}

const Context = createContext<AppState | undefined>(undefined);

export function useApp(): AppState {
	const state = useContext(Context);
	if (!state) throw new Error("useApp outside of AppStateProvider");
	return state;
}

/** The design file of a preset. */
export const presetText = (
	presets: readonly PresetDesign[],
	name: string,
): string => presets.find((preset) => preset.name === name)!.design;

/** Images that are run when the app opens: the first result is there within seconds. */
const FIRST_IMAGES = 200;
const SEED = 1;

const WORKERS = Math.max(1, Math.min(8, navigator.hardwareConcurrency || 2));

export function AppStateProvider({
	children,
}: {
	readonly children: ReactNode;
}): ReactNode {
	const session = useMemo(connectSession, []);
	const [network, setNetwork] = useState<OpenedNetwork>();
	const [designText, setText] = useState(
		() => readSharedDesign(location.hash) ?? FIRST_PRESET.design,
	);
	const [presets, setPresets] = useState<readonly PresetDesign[]>([
		FIRST_PRESET,
	]);
	const [images, setImages] = useState(FIRST_IMAGES);
	const [running, setRunning] = useState(false);
	const [parts, setParts] = useState<readonly RunPart[]>([]);
	const [evaluation, setEvaluation] = useState<Evaluation>();
	const [kept, setKept] = useState<readonly Evaluation[]>([]);
	const [problem, setProblem] = useState<string>();
	const started = useRef(false);

	const guarded = useCallback(async (work: () => Promise<void>) => {
		setProblem(undefined);
		setRunning(true);
		try {
			await work();
		} catch (error) {
			setProblem((error as Error).message);
		} finally {
			setRunning(false);
		}
	}, []);

	const runOn = useCallback(
		async (text: string, count: number) => {
			setParts([]);
			setEvaluation(undefined);
			const options = { images: count, seed: SEED, workers: WORKERS };
			const found = await session.run(text, options, (part) =>
				setParts((before) => [...before, part]),
			);
			setEvaluation(found);
		},
		[session],
	);

	useEffect(() => {
		if (started.current) return;
		started.current = true;
		guarded(async () => {
			const folder = new URL("./", location.href.split("#")[0]).href;
			setNetwork(await session.openBuiltIn(folder));
			await runOn(designText, FIRST_IMAGES);
		});
	}, [session, guarded, runOn, designText]);

	useEffect(() => {
		void import("./presets.js").then(({ presetDesigns }) =>
			setPresets(presetDesigns),
		);
	}, []);

	const state: AppState = {
		session,
		network,
		presets,
		designText,
		setDesignText: (text) => {
			setText(text);
			setEvaluation(undefined);
			setParts([]);
		},
		images,
		setImages,
		seed: SEED,
		running,
		parts,
		evaluation,
		kept,
		keep: (given) => setKept((before) => [...before, given]),
		forget: (index) =>
			setKept((before) => before.filter((_, n) => n !== index)),
		problem,
		run: () => guarded(() => runOn(designText, images)),
		openFiles: (files) =>
			guarded(async () => {
				const opened = await session.openFiles(files);
				setNetwork(opened);
				setEvaluation(undefined);
				setParts([]);
				setImages(Math.min(FIRST_IMAGES, opened.images));
			}),
	};
	return <Context.Provider value={state}>{children}</Context.Provider>;
}
