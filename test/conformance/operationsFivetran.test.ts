// Random histories under FIVETRAN naming against a plain model; half of the 10,000 that one run of the stage plays.
import { checkOperations } from "./properties/checkOperations.ts";

checkOperations("FIVETRAN", 5_000);
