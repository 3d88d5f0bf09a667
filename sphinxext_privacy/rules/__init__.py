"""What a notice must state, and what contradicts itself: one small function a rule, without Sphinx.

A rule looks at a resolved notice (:mod:`~sphinxext_privacy.rules.notice`) and says where what it asks for is met, and
where it is wanting (:mod:`~sphinxext_privacy.rules.outcome`). The rules are declared beside their functions, a family a
module; :mod:`~sphinxext_privacy.rules.table` lists the families, and :mod:`~sphinxext_privacy.rules.judge` runs them.

They tell what is present and whether it agrees with the rest. They are no legal advice.
"""
