import type { Design } from "@mho/engine";
import { useEffect, useState } from "react";
import { useApp } from "../app-state.js";

/** The design as the last run resolved it, else as its file says; undefined while it is no design. */
export function useResolvedDesign(): Design | undefined {
	const { session, designText, evaluation } = useApp();
	const [design, setDesign] = useState<Design>();
	useEffect(() => {
		let isWanted = true;
		session.resolve(designText).then((found) => {
			if (isWanted) setDesign(found.design);
		});
		return () => {
			isWanted = false;
		};
	}, [session, designText]);
	return evaluation?.resolvedDesign ?? design;
}
