package parser

import "casus/ud"

// Outputs is the number of outputs of the hidden layer: the actions, then the
// relations under Left, then those under Right.
const Outputs = 3 + 2*ud.NumDeprel

// RelationOutput is the first output of the relations under an action.
func RelationOutput(a Action) int {
	if a == Left {
		return 3
	}
	return 3 + ud.NumDeprel
}
