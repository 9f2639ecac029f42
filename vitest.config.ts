import { defineConfig } from "vitest/config";

export default defineConfig({ test: { projects: ["worker", "widget", "protocol"] } });
