// Random histories under SOURCE naming against a plain model; half of the 10,000 that one run of the stage plays.
import { checkOperations } from "./properties/checkOperations.ts";

checkOperations("SOURCE", 5_000);
