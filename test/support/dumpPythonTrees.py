"""Writes how CPython reads files: for each path on standard input a line of JSON, a sorted list of "from to kind detail" with
places in UTF-16 units; or null where Python refuses the file."""

import ast
import json
import sys

KINDS = {
    "JoinedStr": "FormattedText", "UnaryOp": "Unary", "BinOp": "Binary", "BoolOp": "BooleanOperation", "Compare": "Comparison",
    "IfExp": "Conditional", "NamedExpr": "NamedExpression", "YieldFrom": "Yield", "AsyncFunctionDef": "FunctionDefinition",
    "FunctionDef": "FunctionDefinition", "ClassDef": "ClassDefinition", "Assign": "Assignment", "AugAssign": "AugmentedAssignment",
    "AnnAssign": "AnnotatedAssignment", "AsyncFor": "For", "AsyncWith": "With", "TryStar": "Try", "Expr": "ExpressionStatement",
    "Global": "ScopeDeclaration", "Nonlocal": "ScopeDeclaration", "ListComp": "Comprehension", "SetComp": "Comprehension",
    "DictComp": "Comprehension", "GeneratorExp": "Comprehension",
}
OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@", "LShift": "<<",
    "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">",
    "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in", "Not": "not", "USub": "-", "UAdd": "+",
    "Invert": "~", "And": "and", "Or": "or",
}


class Places:
    """Offsets of the places that `ast` gives as a line and a column of UTF-8."""

    def __init__(self, text):
        # The "\r" of "\r\n" stays at its line's end, where it does no harm.
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + utf16(line) + 1)

    def offset(self, line, column):
        content = self.lines[line - 1]
        before = content[:column] if content.isascii() else content.encode()[:column].decode()
        return self.starts[line - 1] + utf16(before)


def utf16(text):
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def kind_of(node):
    name = type(node).__name__
    if name != "Constant":
        return KINDS.get(name, name)
    if isinstance(node.value, str):
        return "Text"
    if isinstance(node.value, bytes):
        return "Bytes"
    return "Singleton" if node.value is None or isinstance(node.value, bool) or node.value is ... else "Number"


def operator(node):
    return OPERATORS[type(node).__name__]


def parameters(arguments):
    names = [("/" if index < len(arguments.posonlyargs) else "") + arg.arg
             for index, arg in enumerate(arguments.posonlyargs + arguments.args)]
    names += ["*" + arguments.vararg.arg] if arguments.vararg else []
    names += ["=" + arg.arg for arg in arguments.kwonlyargs]
    return " ".join(names + (["**" + arguments.kwarg.arg] if arguments.kwarg else []))


def alias(name):
    return name.name + (":" + name.asname if name.asname else "")


def detail(node):
    match node:
        case ast.Constant(value=str()):
            return json.dumps(node.value)
        case ast.Constant(value=bool() | None):
            return str(node.value)
        case ast.Constant(value=int()):
            return str(node.value)
        case ast.Constant(value=float()):
            return repr(node.value) if abs(node.value) < 1e15 and not node.value.is_integer() else ""
        case ast.Name():
            return node.id
        case ast.Attribute():
            return node.attr
        case ast.UnaryOp() | ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            return operator(node.op)
        case ast.Compare():
            return " ".join(map(operator, node.ops))
        case ast.Lambda():
            return parameters(node.args)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            is_async = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
            return f"{is_async}{node.name}({parameters(node.args)}) {len(node.body)} {len(node.decorator_list)}"
        case ast.ClassDef():
            return f"{node.name} {len(node.body)}"
        case ast.Call():
            return "".join("**," if word.arg is None else word.arg + "," for word in node.keywords)
        case ast.Import():
            return " ".join(map(alias, node.names))
        case ast.ImportFrom():
            return f"{'.' * node.level}{node.module or ''} {' '.join(map(alias, node.names))}"
        case ast.Global() | ast.Nonlocal():
            return " ".join(node.names)
        case ast.If() | ast.For() | ast.AsyncFor() | ast.While():
            return f"{len(node.body)} {len(node.orelse)}"
        case _ if type(node).__name__ in ("Try", "TryStar"):
            names = " ".join(handler.name or "-" for handler in node.handlers)
            return f"{len(node.body)} {len(node.orelse)} {len(node.finalbody)} {names}"
        case ast.Match():
            return " ".join(" ".join(bound(case.pattern)) for case in node.cases)
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            return " ".join(f"{'async' if part.is_async else 'for'}{len(part.ifs)}" for part in node.generators)
        case _:
            return ""


def bound(pattern):
    """The names that a pattern binds, as sorted text."""
    names = []
    for part in ast.walk(pattern):
        if isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
            names.append(part.name)
        if isinstance(part, ast.MatchMapping) and part.rest:
            names.append(part.rest)
    return sorted(names)


def dump(text):
    places = Places(text)
    found = []
    waiting = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.pattern):
            continue
        if isinstance(node, (ast.expr, ast.stmt)):
            begin = places.offset(node.lineno, node.col_offset)
            end = places.offset(node.end_lineno, node.end_col_offset)
            found.append(f"{begin} {end} {kind_of(node)} {detail(node)}".strip())
        # Python before 3.12 does not know where the parts of an f-string are.
        if not isinstance(node, (ast.JoinedStr, ast.expr_context)):
            waiting.extend(ast.iter_child_nodes(node))
    return sorted(found)


for path in sys.stdin.read().splitlines():
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            content = file.read()
        result = dump(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        result = None
    print(json.dumps(result))
