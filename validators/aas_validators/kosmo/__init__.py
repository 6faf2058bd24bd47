"""The Korean programme's profile: what its edge and cloud platform asks of an AAS beyond the metamodel."""
