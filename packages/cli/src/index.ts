export * from "@mho/engine";
