import {
	Alert,
	Burger,
	Group,
	Loader,
	NavLink,
	Text,
	Title,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { AppStateProvider, useApp } from "./app-state.js";
import { RunPage } from "./pages/run-page.js";
import { useFileDrop } from "./parts/use-file-drop.js";

const loaders = {
	design: () => import("./pages/design-page.js"),
	crossbar: () => import("./pages/crossbar-page.js"),
	sums: () => import("./pages/sums-page.js"),
	compare: () => import("./pages/compare-page.js"),
	pareto: () => import("./pages/pareto-page.js"),
};
const DesignPage = lazy(loaders.design);
const CrossbarPage = lazy(loaders.crossbar);
const SumsPage = lazy(loaders.sums);
const ComparePage = lazy(loaders.compare);
const ParetoPage = lazy(loaders.pareto);

/** Pages by their place in the address, `#/name`. */
const PAGES: Readonly<
	Record<string, { readonly label: string; readonly page: () => ReactNode }>
> = {
	run: { label: "Run", page: () => <RunPage /> },
	design: { label: "Design", page: () => <DesignPage /> },
	crossbar: { label: "Crossbar", page: () => <CrossbarPage /> },
	sums: { label: "Column sums", page: () => <SumsPage /> },
	compare: { label: "Compare", page: () => <ComparePage /> },
	pareto: { label: "Pareto", page: () => <ParetoPage /> },
};

const pageOf = (hash: string): string => {
	const name = hash.replace(/^#\/?/, "").split("?")[0]!;
	return name in PAGES ? name : "run";
};

export function App(): ReactNode {
	return (
		<AppStateProvider>
			<Shell />
		</AppStateProvider>
	);
}

function Shell(): ReactNode {
	const { session, network, problem, openFiles, evaluation } = useApp();
	const [opened, { toggle, close }] = useDisclosure();
	const [page, setPage] = useState(() => pageOf(location.hash));
	const dropping = useFileDrop(openFiles);
	useEffect(() => {
		const follow = (): void => setPage(pageOf(location.hash));
		addEventListener("hashchange", follow);
		return () => removeEventListener("hashchange", follow);
	}, []);
	useEffect(() => {
		// All else comes once the first result is there: from then on the network may be off.
		if (!evaluation) return;
		for (const load of Object.values(loaders)) void load();
		void session.loadRest();
	}, [session, evaluation]);
	return (
		<div className={dropping ? "shell dropping" : "shell"}>
			<header>
				<Group h="100%" px="md" gap="sm" wrap="nowrap">
					<Burger
						opened={opened}
						onClick={toggle}
						hiddenFrom="sm"
						size="sm"
						aria-label="Pages"
						aria-expanded={opened}
					/>
					<Title order={1} size="h3">
						mho
					</Title>
					<Text size="sm" truncate>
						{network
							? `${network.name}, ${network.data}`
							: "opening the built-in network"}
					</Text>
				</Group>
			</header>
			<nav aria-label="Pages" className={opened ? "opened" : ""}>
				{Object.entries(PAGES).map(([name, { label }]) => (
					<NavLink
						key={name}
						href={`#/${name}`}
						label={label}
						active={page === name}
						{...(page === name ? { "aria-current": "page" as const } : {})}
						variant="subtle"
						onClick={close}
					/>
				))}
			</nav>
			<main>
				{problem !== undefined && (
					<Alert color="red" title="This did not work" mb="md" role="alert">
						{problem}
					</Alert>
				)}
				<Suspense fallback={<Loader aria-label="loading" />}>
					{PAGES[page]!.page()}
				</Suspense>
			</main>
		</div>
	);
}
