import "./mantine-styles.js";
import "./app.css";
import { createTheme, MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";

const theme = createTheme({
	primaryColor: "teal",
	primaryShade: 9,
	autoContrast: true,
	respectReducedMotion: true,
	defaultRadius: "sm",
});

createRoot(document.getElementById("app")!).render(
	<StrictMode>
		<MantineProvider theme={theme} defaultColorScheme="auto">
			<App />
		</MantineProvider>
	</StrictMode>,
);
