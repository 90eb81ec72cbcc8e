// Every case of `cases` on the newest SDK 2.x, live and as a replay of its log.
import { runCases } from "./support/runCases.ts";

runCases("2");
