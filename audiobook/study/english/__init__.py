"""English articles studied as Chinese ones are: definitions, terms, questions and claims, by the same laws."""
