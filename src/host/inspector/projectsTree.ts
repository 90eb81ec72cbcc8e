/** What both trees have in common: the projects at the top, and looking again when something has changed. */
import * as vscode from "vscode";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { projectsWithRuns, type ProjectNode } from "./projectNodes.ts";

export abstract class ProjectsTree<Node> implements vscode.Disposable {
  protected readonly destinations: Destinations;
  readonly #projects: Projects;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    projects: Projects,
    destinations: Destinations,
    ...others: readonly vscode.Event<unknown>[]
  ) {
    this.#projects = projects;
    this.destinations = destinations;
    const refresh = () => {
      this.#changed.fire(undefined);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      projects.onDidChange(refresh),
      destinations.onDidChange(refresh),
      ...others.map((happened) => happened(refresh)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The only project is not shown itself. */
  protected async top(
    nodesOf: (project: Project) => Promise<Node[]>,
  ): Promise<(Node | ProjectNode)[]> {
    const projects = await projectsWithRuns(this.#projects, this.destinations);
    const [only] = projects;
    return projects.length === 1 && only
      ? nodesOf(only)
      : projects.map((project) => ({ kind: "project", project }));
  }
}
