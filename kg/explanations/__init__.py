"""Why: which axioms and facts clash, and which rule and which facts an inferred triple follows from.

    facts        what a graph states, and what it only implies
    rules        the rules of OWL 2 RL read backwards: from a triple to what it could follow from
    rule_files   the same for the project's own rules in `queries/rules/`
    derivation   from an inferred triple down to facts and their passages
    hermit       HermiT, kept warm in a process of its own
    search       minimal sets of axioms that clash, by asking a reasoner often and looking into it never
    clashes      where in much data to look first
    justification  the three together: why this is inconsistent, or why nothing can be of this class
    words        an axiom in Dutch and in English
"""
