import type { AnyNode, AssignmentExpression, CallExpression, Expression, Function as FunctionNode, Identifier, Statement, VariableDeclaration } from "acorn";
import { and, type Binary, type BooleanExpr, type Comparison, compare, divide, not, type NumberExpr, or, type Stmt } from "./ir.ts";
import { KernelError } from "./kernelError.ts";
import type { Found, Modules, SourceModule } from "./modules.ts";
import { isAtom, isBoolean, isFixed, Scope, type Value } from "./scope.ts";

const ARITHMETIC: Readonly<Record<string, Binary>> = { "+": "add", "-": "sub", "*": "mul", "/": "div" };
const COMPARISONS: Readonly<Record<string, Comparison>> = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "===": "eq", "!==": "ne" };
const MOST_CALLS = 32;

/** What a parameter of `decide` or `settle` stands for: the names that may follow it. */
export interface Role {
  readonly as: "index" | "columns" | "inputs" | "sums";
  /** Begins the names of inputs in the intermediate form, as in `m.ust`. */
  readonly prefix?: string;
  readonly names: ReadonlySet<string>;
  /** Columns that are zero for every agent, always. */
  readonly zero?: ReadonlySet<string>;
}

/** Translates expressions, and inlines the rules they call; what has to be computed first goes to `out`. */
export class Expressions {
  out: Stmt[] = [];
  readonly roles = new Map<string, Role>();
  readonly #modules: Modules;
  #module: SourceModule;
  /** The text at hand is that of `decide` or `settle`, whose parameters have roles; not that of a rule. */
  #ofDecide = true;
  #calls: readonly string[] = [];
  #fresh = 0;

  constructor(modules: Modules, module: SourceModule) {
    this.#modules = modules;
    this.#module = module;
  }

  refuse(node: AnyNode | undefined, construct: string, hint: string): never {
    throw new KernelError(this.#module.url, node, construct, hint);
  }

  number(node: Expression, scope: Scope, value: Value = this.value(node, scope)): NumberExpr {
    return isBoolean(value) ? this.refuse(node, "a boolean where a number is needed", "Write condition ? 1 : 0.") : value;
  }

  boolean(node: Expression, scope: Scope): BooleanExpr {
    const value = this.value(node, scope);
    return isBoolean(value) ? value : this.refuse(node, "a number where a condition is needed", "Compare it: x !== 0.");
  }

  value(node: Expression, scope: Scope): Value {
    switch (node.type) {
      case "Literal":
        if (typeof node.value === "number") return { op: "const", value: node.value };
        if (typeof node.value === "boolean") return { op: node.value ? "true" : "false" };
        return this.refuse(node, `the literal ${node.raw}`, "Rules are arithmetic on numbers.");
      case "Identifier":
        return scope.get(node.name) ?? this.#constant(node, node.name);
      case "ParenthesizedExpression":
        return this.value(node.expression, scope);
      case "UnaryExpression": {
        if (node.operator === "!") return not(this.boolean(node.argument, scope));
        if (node.operator !== "-") return this.refuse(node, `the operator ${node.operator}`, "Use - or !.");
        const a = this.number(node.argument, scope);
        return a.op === "const" ? { op: "const", value: -a.value } : { op: "neg", a };
      }
      case "BinaryExpression": {
        const [arithmetic, comparison] = [ARITHMETIC[node.operator], COMPARISONS[node.operator]];
        if (node.left.type === "PrivateIdentifier" || (arithmetic === undefined && comparison === undefined)) {
          return this.refuse(node, `the operator ${node.operator}`, "Use + - * /, < <= > >= === and !==.");
        }
        const [a, b] = [this.number(node.left, scope), this.number(node.right, scope)];
        return arithmetic === undefined ? compare(comparison, a, b) : arithmetic === "div" ? divide(a, b) : { op: arithmetic, a, b };
      }
      case "LogicalExpression":
        if (node.operator === "??") return this.refuse(node, "the operator ??", "Use && or ||.");
        return (node.operator === "&&" ? and : or)(this.boolean(node.left, scope), this.boolean(node.right, scope));
      case "ConditionalExpression":
        return this.#select(node, this.boolean(node.test, scope), this.value(node.consequent, scope), this.value(node.alternate, scope));
      case "MemberExpression":
        return this.#read(node);
      case "UpdateExpression":
        return this.refuse(node, `the operator ${node.operator}`, `Write ${node.operator[0]}= 1, as a statement of its own.`);
      case "CallExpression":
        return this.#call(node, scope);
    }
    return this.refuse(node, `an expression of type ${node.type}`, "Use arithmetic, comparisons, ?:, Math.min, max, abs and sqrt, and calls of rules.");
  }

  /** A local of the generated code, assigned here. */
  keep(name: string, value: Value): Value {
    const unique = `${name.replaceAll(/\W/g, "_")}.${this.#fresh++}`;
    const op = isBoolean(value) ? "flag" : "local";
    this.out.push({ op, name: unique, value } as Stmt);
    return { op, name: unique };
  }

  declare(node: VariableDeclaration, scope: Scope): void {
    if (node.kind === "var") this.refuse(node, "var", "Use const or let.");
    for (const { id, init } of node.declarations) {
      if (id.type !== "Identifier") return this.refuse(id, "destructuring", "Name each value: const ust = a.ust[i].");
      if (!init) return this.refuse(id, `${id.name} without a value`, "Give it one where it is declared.");
      if (this.#ofDecide && this.roles.has(id.name)) return this.refuse(id, `a variable with the name of the parameter ${id.name}`, "Give it another name.");
      const value = this.value(init, scope);
      // A constant that is a name for what never changes needs no local.
      scope.declare(id.name, node.kind === "const" && isFixed(value) ? value : this.keep(id.name, value), node.kind === "const");
    }
  }

  /** The variable that is assigned. */
  target(node: Identifier, scope: Scope): Value {
    if (scope.isConstant(node.name)) return this.refuse(node, `an assignment to the constant ${node.name}`, "Declare it with let.");
    return scope.get(node.name) ?? this.refuse(node, `an assignment to ${node.name}`, "Only variables of its own, declared with let, can be assigned.");
  }

  /** What an assignment gives, the target having been `old`. */
  assigned({ operator, right }: AssignmentExpression, old: Value, scope: Scope): Value {
    if (!["=", "+=", "-="].includes(operator)) this.refuse(right, `the operator ${operator}`, "Use =, += or -=.");
    const value = this.value(right, scope);
    if (isBoolean(value) !== isBoolean(old)) this.refuse(right, "a variable that changes between number and boolean", "Use two variables.");
    if (operator === "=") return value;
    return { op: operator === "+=" ? "add" : "sub", a: this.number(right, scope, old), b: this.number(right, scope, value) };
  }

  /** The parameter and the name in `m.name`, or in `a.name[i]`. */
  member(node: AnyNode): { readonly role: Role; readonly name: string } {
    const element = node.type === "MemberExpression" && node.computed;
    const access = element ? node.object : node;
    if (access.type !== "MemberExpression" || access.computed || access.object.type !== "Identifier" || access.property.type !== "Identifier") {
      return this.refuse(node, "this kind of access", "Read m.field and k.field, read and write a.column[i], add to f.sum.");
    }
    const [object, { name }] = [access.object.name, access.property];
    const role = this.#ofDecide ? this.roles.get(object) : undefined;
    if (role === undefined || role.as === "index") return this.refuse(node, `${object}.${name}`, "Only the parameters have fields.");
    if (!role.names.has(name)) this.refuse(node, `there is no ${object}.${name}`, `It has ${[...role.names].join(", ")}.`);
    const own = element && node.property.type === "Identifier" && this.roles.get(node.property.name)?.as === "index";
    if ((role.as === "columns") !== own) this.refuse(node, "an element that is not the agent's own", "Read and write columns as a.name[i], and nothing else with [i].");
    return { role, name };
  }

  #read(node: AnyNode): Value {
    const { role, name } = this.member(node);
    if (role.as === "sums") return this.refuse(node, `the sum ${name} is read`, "Sums can only be added to.");
    if (role.as === "inputs") return { op: "input", name: `${role.prefix}.${name}` };
    return role.zero?.has(name) ? { op: "const", value: 0 } : { op: "column", name };
  }

  #select(node: AnyNode, test: BooleanExpr, a: Value, b: Value): Value {
    if (test.op === "true") return a;
    if (test.op === "false") return b;
    if (isBoolean(a) && isBoolean(b)) return or(and(test, a), and(not(test), b));
    if (isBoolean(a) || isBoolean(b)) return this.refuse(node, "a number on one side and a boolean on the other", "Give both sides one type.");
    return { op: "select", test, a, b };
  }

  /** A constant of the module, or of one it imports. */
  #constant(node: AnyNode, name: string): Value {
    if (name === "Infinity" || name === "NaN") return { op: "const", value: Number(name) };
    const isParameter = this.#ofDecide && this.roles.has(name);
    const found = isParameter ? undefined : this.#modules.named(this.#module, name);
    if (!found || isFunction(found.node)) {
      return this.refuse(node, `the name ${name}`, isParameter ? "A parameter can only be used with a field." : "Use parameters, variables, and constants of a module.");
    }
    return this.#within(found.module, () => this.value(found.node as Expression, new Scope()));
  }

  #within<T>(module: SourceModule, work: () => T): T {
    const outer = [this.#module, this.#ofDecide] as const;
    [this.#module, this.#ofDecide] = [module, false];
    const result = work();
    [this.#module, this.#ofDecide] = outer;
    return result;
  }

  #call(node: CallExpression, scope: Scope): Value {
    const { callee } = node;
    const args = node.arguments.map((argument) =>
      argument.type === "SpreadElement" ? this.refuse(argument, "a spread argument", "Write the arguments out.") : this.value(argument, scope),
    );
    if (callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Math") {
      const name = callee.property.type === "Identifier" ? callee.property.name : "";
      const numbers = args.map((arg, n) => this.number(node.arguments[n] as Expression, scope, arg));
      if ((name === "abs" || name === "sqrt") && numbers.length === 1) return { op: name, a: numbers[0] };
      if ((name === "min" || name === "max") && numbers.length > 0) return numbers.reduce((a, b) => ({ op: name, a, b }));
      return this.refuse(node, `Math.${name}`, "Use Math.min, max, abs or sqrt: other functions differ between engines.");
    }
    const name = callee.type === "Identifier" ? callee.name : "";
    const found = this.#modules.named(this.#module, name);
    if (!found || !isFunction(found.node)) return this.refuse(node, `a call of ${name || "a value"}`, "Call pure functions by name: rules, or functions of the same module.");
    const identity = `${found.module.url} ${name}`;
    if (this.#calls.length === MOST_CALLS || this.#calls.includes(identity)) return this.refuse(node, `${name} calls itself`, "Rules cannot be recursive.");
    const calls = this.#calls;
    this.#calls = [...calls, identity];
    const value = this.#within(found.module, () => this.#inline(found, name, args));
    this.#calls = calls;
    return value;
  }

  #inline({ node }: Found, called: string, args: readonly Value[]): Value {
    const { params, body } = node as FunctionNode;
    const scope = new Scope();
    params.forEach((param, n) => {
      if (param.type !== "Identifier") return this.refuse(param, "a parameter that is not a plain name", "Name the parameters of a rule.");
      if (n >= args.length) return this.refuse(node, `${called} without its argument ${param.name}`, "Give all arguments.");
      scope.declare(param.name, isAtom(args[n]) ? args[n] : this.keep(param.name, args[n]));
    });
    return body.type === "BlockStatement" ? this.#returned(body.body, scope, node) : this.value(body, scope);
  }

  /** The value that the statements of a rule return; an `if` chooses between two values. `next` follows the block. */
  #returned([node, ...rest]: readonly Statement[], scope: Scope, whole: AnyNode, next?: (block: Scope) => Value): Value {
    if (node === undefined) return next ? next(scope) : this.refuse(whole, "a rule that may end without a return", "Return a value on every path.");
    if (node.type === "ReturnStatement" && node.argument) return this.value(node.argument, scope);
    if (node.type === "VariableDeclaration") {
      this.declare(node, scope);
      return this.#returned(rest, scope, whole, next);
    }
    if (node.type === "ExpressionStatement" && node.expression.type === "AssignmentExpression" && node.expression.left.type === "Identifier") {
      const { left } = node.expression;
      const old = this.target(left, scope);
      scope.assign(left.name, this.keep(left.name, this.assigned(node.expression, old, scope)));
      return this.#returned(rest, scope, whole, next);
    }
    if (node.type === "IfStatement") {
      const after = (block: Scope) => this.#returned(rest, block.outer!, whole, next);
      const branch = (taken: Statement | null | undefined): Value =>
        this.#returned(taken?.type === "BlockStatement" ? taken.body : taken ? [taken] : [], new Scope(scope.copy()), whole, after);
      return this.#select(node, this.boolean(node.test, scope), branch(node.consequent), branch(node.alternate));
    }
    return this.refuse(node, `a statement of type ${node.type} in a rule`, "A rule has const, let, assignments to its variables, if and return.");
  }
}

function isFunction({ type, ...node }: AnyNode): boolean {
  if (("async" in node && node.async) || ("generator" in node && node.generator)) return false;
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"].includes(type);
}
