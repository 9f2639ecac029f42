// Starts the fake model for the Worker's tests and tells them where it is.
/// <reference path="./src/provided.d.ts" />
import type { TestProject } from "vitest/node";
import { serveFakeModel } from "../e2e/fake-model.ts";

export async function setup(project: TestProject) {
  const model = await serveFakeModel();
  project.provide("fakeModel", model.baseURL);
  return () => model.close();
}
