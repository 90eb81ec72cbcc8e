// Every case of `cases` on the newest SDK 3.x, live and as a replay of its log.
import { runCases } from "./support/runCases.ts";

runCases("3");
