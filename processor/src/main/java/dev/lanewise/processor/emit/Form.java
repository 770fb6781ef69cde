package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.lanewise.processor.ir.Value;
import java.util.Collection;

/// The two ways in which loops over columns are spelled: vector by vector, and number by number. Both compute the same
/// bits.
enum Form {
  VECTORS {
    @Override
    TypeName type() {
      return JavaTypes.FLOAT_VECTOR;
    }

    @Override
    ClassName rows() {
      return JavaTypes.ROWS;
    }

    @Override
    Term local(String name) {
      return Term.vector(name);
    }

    @Override
    CodeBlock load(String array, String at) {
      return CodeBlock.of("$T.fromArray(SPECIES, $N, $L)", JavaTypes.FLOAT_VECTOR, array, at);
    }

    @Override
    void store(CodeBlock value, String array, String at, CodeBlock.Builder code) {
      code.addStatement("$L.intoArray($N, $L)", value, array, at);
    }

    @Override
    CodeBlock spelled(Term term) {
      return VectorSpelling.broadcast(term).code();
    }

    @Override
    String next(String place) {
      return place + " += LANES";
    }

    @Override
    CodeBlock body(Collection<Value> values, CodeBlock body) {
      return Functions.body(values, body);
    }
  },

  NUMBERS {
    @Override
    TypeName type() {
      return TypeName.FLOAT;
    }

    @Override
    ClassName rows() {
      return JavaTypes.SCALAR_ROWS;
    }

    @Override
    Term local(String name) {
      return Term.number(name);
    }

    @Override
    CodeBlock load(String array, String at) {
      return CodeBlock.of("$N[$L]", array, at);
    }

    @Override
    void store(CodeBlock value, String array, String at, CodeBlock.Builder code) {
      code.addStatement("$N[$L] =$W$L", array, at, value);
    }

    @Override
    CodeBlock spelled(Term term) {
      return term.code();
    }

    @Override
    String next(String place) {
      return place + "++";
    }

    @Override
    CodeBlock body(Collection<Value> values, CodeBlock body) {
      return body;
    }
  };

  /// The type of a local variable.
  abstract TypeName type();

  /// The class with the reductions of rows.
  abstract ClassName rows();

  /// A local variable of the type.
  abstract Term local(String name);

  /// What the names of local variables end with, which hold a column of a row.
  String suffix() {
    return isVectors() ? "Vector" : "Number";
  }

  /// What stands at a place of an array.
  abstract CodeBlock load(String array, String at);

  /// Stores a value of the type at a place of an array.
  abstract void store(CodeBlock value, String array, String at, CodeBlock.Builder code);

  /// A value of the type, of what may be one number for all columns.
  abstract CodeBlock spelled(Term term);

  /// The last part of a loop over columns.
  abstract String next(String place);

  /// The body of a method that computes all these values.
  abstract CodeBlock body(Collection<Value> values, CodeBlock body);

  /// Whether columns are taken several at a time.
  boolean isVectors() {
    return this == VECTORS;
  }
}
