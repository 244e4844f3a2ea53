package expr

import (
	"fmt"

	"github.com/expr-lang/expr/ast"
)

// want compiles a node that has to be of a kind.
func (c *compiler) want(n ast.Node, kind Kind, depth int) (value, error) {
	v, err := c.node(n, depth)
	if err != nil || v.kind == kind {
		return v, err
	}
	if kind == KindBool {
		hint := "compare it, as in `… > 0`"
		if name, ok := dotted(n); ok {
			hint = fmt.Sprintf("write `%s > 0`", name)
		}
		return value{}, c.fail(n, "expected a condition, found a number", hint)
	}
	return value{}, c.fail(n, "expected a number, found a condition", "write `(condition) ? 1 : 0`")
}

// node compiles a node of either kind. It counts visits, not nodes: the
// parser lets 0 < x < 1 share its middle, and sharing nested in sharing would
// otherwise double at every level.
func (c *compiler) node(n ast.Node, depth int) (value, error) {
	if c.visits++; c.visits > MaxNodes {
		return value{}, c.fail(n, "the expression is too large", "at most 500 names, numbers and operators; give parts of it a name of their own")
	}
	if depth > MaxDepth {
		return value{}, c.fail(n, "the expression is nested too deeply", "at most 64 levels; give parts of it a name of their own")
	}
	switch n := n.(type) {
	case *ast.IntegerNode:
		return constantNumber(float64(n.Value)), nil
	case *ast.FloatNode:
		return constantNumber(n.Value), nil
	case *ast.BoolNode:
		return constantBool(n.Value), nil
	case *ast.IdentifierNode, *ast.MemberNode:
		return c.name(n)
	case *ast.UnaryNode:
		return c.unary(n, depth)
	case *ast.BinaryNode:
		return c.binary(n, depth)
	case *ast.ConditionalNode:
		return c.conditional(n, depth)
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments, depth)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(n, callee.Value, n.Arguments, depth)
		}
	}
	return value{}, c.fail(n, "this construct is not supported", "")
}

func (c *compiler) name(n ast.Node) (value, error) {
	name, ok := dotted(n)
	if !ok {
		return value{}, c.fail(n, "a dot stands only between the words of a name", "names look like `threat` or `weight.cost`")
	}
	if i, ok := c.scope.Index(name); ok {
		c.used[name] = true
		return lookup(i), nil
	}
	if f, ok := functions[name]; ok {
		return value{}, c.fail(n, fmt.Sprintf("`%s` is a function", name), fmt.Sprintf("call it: `%s(%s)`", name, f.parameters))
	}
	hint := ""
	if near := Suggest(name, append(c.scope.Names(), functionNames...)); near != "" {
		hint = fmt.Sprintf("did you mean `%s`?", near)
	} else if c.scope.advice != nil {
		hint = c.scope.advice(name)
	}
	err := c.fail(n, fmt.Sprintf("unknown name `%s`", name), hint)
	err.Name = name
	return value{}, err
}

func (c *compiler) unary(n *ast.UnaryNode, depth int) (value, error) {
	logical := n.Operator == "not" || n.Operator == "!"
	v, err := c.node(n.Node, depth+1)
	switch {
	case err != nil:
		return value{}, err
	case logical && v.kind == KindNumber:
		number, ok := dotted(n.Node)
		if !ok {
			number = "a"
		}
		return value{}, c.fail(n.Node, fmt.Sprintf("expected a condition after `%s`, found a number", n.Operator),
			fmt.Sprintf("compare it first, in parentheses: `%s (%s > …)`", n.Operator, number))
	case !logical && v.kind == KindBool:
		return value{}, c.fail(n.Node, fmt.Sprintf("expected a number after `%s`, found a condition", n.Operator),
			"write `(condition) ? 1 : 0`")
	case logical:
		return not(v), nil
	case n.Operator == "-":
		return negated(v), nil
	}
	return v, nil
}

func (c *compiler) binary(n *ast.BinaryNode, depth int) (value, error) {
	// The left side of a long sum is the rest of the sum: long, not deep.
	below := depth + 1
	if _, ok := n.Left.(*ast.BinaryNode); ok {
		below = depth
	}
	switch n.Operator {
	case "and", "&&", "or", "||":
		left, err := c.want(n.Left, KindBool, below)
		if err != nil {
			return value{}, err
		}
		right, err := c.want(n.Right, KindBool, depth+1)
		if err != nil {
			return value{}, err
		}
		if n.Operator == "and" || n.Operator == "&&" {
			return conjunction(left, right), nil
		}
		return disjunction(left, right), nil
	}
	left, err := c.want(n.Left, KindNumber, below)
	if err != nil {
		return value{}, err
	}
	right, err := c.want(n.Right, KindNumber, depth+1)
	if err != nil {
		return value{}, err
	}
	if f := arithmetic(n.Operator, left, right); f != nil {
		return fold(computed(f), left, right), nil
	}
	if f := comparison(n.Operator, left, right); f != nil {
		return fold(decided(f), left, right), nil
	}
	return value{}, newError(c.source, n.Location().From, fmt.Sprintf("the operator `%s` is not supported", n.Operator), "")
}

func (c *compiler) conditional(n *ast.ConditionalNode, depth int) (value, error) {
	condition, err := c.want(n.Cond, KindBool, depth+1)
	if err != nil {
		return value{}, err
	}
	then, err := c.node(n.Exp1, depth+1)
	if err != nil {
		return value{}, err
	}
	otherwise, err := c.node(n.Exp2, depth+1)
	if err != nil {
		return value{}, err
	}
	if then.kind != otherwise.kind {
		return value{}, c.fail(n.Exp2, fmt.Sprintf("the choice is between a %s and a %s", then.kind, otherwise.kind),
			"both sides of `:` must be of one kind")
	}
	return choice(condition, then, otherwise), nil
}

func (c *compiler) call(n ast.Node, name string, arguments []ast.Node, depth int) (value, error) {
	f, ok := functions[name]
	if !ok {
		return value{}, c.fail(n, fmt.Sprintf("unknown function `%s`", name), "functions are "+functionList)
	}
	if count := len(arguments); count < f.least || f.most > 0 && count > f.most {
		quantity := fmt.Sprint(f.least)
		if f.most == 0 {
			quantity = "at least " + quantity
		}
		noun := "arguments"
		if f.least == 1 {
			noun = "argument"
		}
		return value{}, c.fail(n, fmt.Sprintf("`%s` takes %s %s, found %d", name, quantity, noun, count),
			fmt.Sprintf("write `%s(%s)`", name, f.parameters))
	}
	values := make([]value, len(arguments))
	for i, argument := range arguments {
		v, err := c.want(argument, KindNumber, depth+1)
		if err != nil {
			return value{}, err
		}
		values[i] = v
	}
	return fold(f.build(values), values...), nil
}

// dotted joins a.b.c, which the parser reads as access to members, into a name.
func dotted(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value, true
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if !ok || n.Optional {
			return "", false
		}
		prefix, ok := dotted(n.Node)
		return prefix + "." + property.Value, ok
	}
	return "", false
}

// start is where a node begins: the parser places an operation at its
// operator, a member at its last word, and a choice behind its end.
func start(n ast.Node) int {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return start(n.Left)
	case *ast.MemberNode:
		return start(n.Node)
	case *ast.ConditionalNode:
		return start(n.Cond)
	}
	return n.Location().From
}
